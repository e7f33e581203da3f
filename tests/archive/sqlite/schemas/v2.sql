-- An archive as schema version 2 wrote it: one result, one draft, one result in the trash. Never to be changed.
PRAGMA application_id = 1852142714;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE answer (
        assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        seconds REAL,
        answered_at TEXT NOT NULL,
        PRIMARY KEY (assessment, key)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','answered-questions','3',2.5,'2025-03-01T12:02:07.623456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','chose-contacts-by-plan','3',5.0,'2025-03-01T12:02:45.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','considered-the-field','1',3.0,'2025-03-01T12:02:15.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','days-used/xing','20',3.0,'2025-03-01T12:04:00.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','explained-work','4',3.5,'2025-03-01T12:02:22.623456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','followed-news','5',3.25,'2025-03-01T12:02:18.873456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','found-a-resource','2',5.25,'2025-03-01T12:02:48.873456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','got-information/xing','2',3.0,'2025-03-01T12:04:00.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','kept-knowledge-back','5',4.5,'2025-03-01T12:02:37.623456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','left-contacts-to-chance','2',4.0,'2025-03-01T12:02:30.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','left-empty-handed','1',4.25,'2025-03-01T12:02:33.873456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','looked-for-answers','4',2.25,'2025-03-01T12:02:03.873456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','met-other-professions','5',5.75,'2025-03-01T12:02:56.373456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','networks-used','["xing"]',6.5,'2025-03-01T12:01:00.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','next-step','"Zwei Fachfragen beantworten – “wirklich”"',30.0,'2025-03-01T12:04:30.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','offered-services/xing','4',3.0,'2025-03-01T12:04:00.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','read-other-fields','2',2.75,'2025-03-01T12:02:11.373456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','read-other-views','3',3.75,'2025-03-01T12:02:26.373456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','searched-for-clients','5',2.0,'2025-03-01T12:02:00.123456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','shared-an-example','1',5.5,'2025-03-01T12:02:52.623456Z');
INSERT INTO "answer" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','stuck-to-topics','4',4.75,'2025-03-01T12:02:41.373456Z');
INSERT INTO "answer" VALUES('4c9b7a52-1d0e-4f6b-8a3c-9e5d2b7f6a10','searched-for-clients','2',1.25,'2025-02-01T12:01:00.123456Z');
INSERT INTO "answer" VALUES('7d9f3f4e-5c1b-4f7e-9c55-0b8a0d1e2f30','days-used/linkedin','12',NULL,'2025-03-01T12:33:00.123456Z');
INSERT INTO "answer" VALUES('7d9f3f4e-5c1b-4f7e-9c55-0b8a0d1e2f30','networks-used','["linkedin","mastodon"]',4.25,'2025-03-01T12:31:00.123456Z');
INSERT INTO "answer" VALUES('7d9f3f4e-5c1b-4f7e-9c55-0b8a0d1e2f30','searched-for-clients','null',2.0,'2025-03-01T12:32:00.123456Z');
CREATE TABLE assessment (
        id TEXT NOT NULL PRIMARY KEY,
        questionnaire TEXT NOT NULL REFERENCES questionnaire (fingerprint),
        language TEXT NOT NULL,
        orders TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        position TEXT,
        note TEXT,
        axis REAL,
        axis_se REAL,
        axis_low95 REAL,
        axis_high95 REAL,
        intensity REAL,
        placement TEXT,
        scoring_version INTEGER, deleted_at TEXT, revision INTEGER NOT NULL DEFAULT 0,
        CHECK ((finished_at IS NULL) = (scoring_version IS NULL))
    ) STRICT;
INSERT INTO "assessment" VALUES('0a4e6c0e-93c4-4b53-8a55-57e1f2d3c4b5','c242679b063311e485704b0abdcc72963de02adf8c318da1e7464c8844637d9a','de','{}','2025-03-01T12:00:00.123456Z','2025-03-01T12:05:00.123456Z',NULL,'Nach der Messe [in] Leipzig',20.0,7.5,3.5,36.5,55.25,'hunter',1,NULL,24);
INSERT INTO "assessment" VALUES('7d9f3f4e-5c1b-4f7e-9c55-0b8a0d1e2f30','c242679b063311e485704b0abdcc72963de02adf8c318da1e7464c8844637d9a','en','{"last-four-weeks":["answered-questions","read-other-fields","considered-the-field","found-a-resource","left-empty-handed","looked-for-answers","explained-work","read-other-views","searched-for-clients","met-other-professions","kept-knowledge-back","shared-an-example","chose-contacts-by-plan","followed-news","stuck-to-topics","left-contacts-to-chance"]}','2025-03-01T12:30:00.123456Z',NULL,'followed-news',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,3);
INSERT INTO "assessment" VALUES('4c9b7a52-1d0e-4f6b-8a3c-9e5d2b7f6a10','c242679b063311e485704b0abdcc72963de02adf8c318da1e7464c8844637d9a','de','{}','2025-02-01T12:00:00.123456Z','2025-02-01T12:05:00.123456Z',NULL,NULL,-10.0,7.5,-26.5,6.5,40.0,'gatherer',1,'2025-03-01T13:00:00.123456Z',1);
CREATE TABLE questionnaire (
        fingerprint TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        canonical TEXT NOT NULL
    ) STRICT;
INSERT INTO "questionnaire" VALUES('c242679b063311e485704b0abdcc72963de02adf8c318da1e7464c8844637d9a','small','1.0.0','{"de":"Jäger oder Sammler, kurz","en":"Hunter or gatherer, short"}','{"advice":[{"question":{"de":"Wo könnten Sie Ihr Können zeigen?","en":"Where could you show your expertise?"},"text":{"de":"Beantworten Sie Fachfragen.","en":"Answer questions from your field."},"when":{"contacts":"high","expertise":"low"}},{"question":{"de":"Wann jagen Sie, wann sammeln Sie?","en":"When do you hunt, when do you gather?"},"text":{"de":"Trennen Sie die Zeiten für beides.","en":"Keep separate times for each."},"when":{"gatherer":"high","hunter":"high"}}],"axis":{"high":"hunter","low":"gatherer"},"description":{"de":"Ein kurzer Fragebogen.","en":"A short questionnaire."},"facets":{"contacts":{"label":{"de":"Zielwahl","en":"Purposeful contacts"}},"diversity":{"label":{"de":"Vielfalt","en":"Diversity"}},"expertise":{"label":{"de":"Können zeigen","en":"Showing expertise"}},"source":{"label":{"de":"Quelle","en":"The net as a source"}}},"format":1,"id":"small","languages":["de","en"],"networks":{"high":"offered-services","low":"got-information"},"placements":[{"text":{"de":"Sie nutzen Ihre Netzwerke vor allem als Markt.","en":"You use your networks mostly as a market."},"title":{"de":"Eher Jäger","en":"Rather a hunter"},"when":"hunter"},{"text":{"de":"Sie nutzen Ihre Netzwerke vor allem als Quelle.","en":"You use your networks mostly as a source."},"title":{"de":"Eher Sammler","en":"Rather a gatherer"},"when":"gatherer"},{"text":{"de":"Sie jagen und sammeln viel.","en":"You hunt and gather a lot."},"title":{"de":"Beides","en":"Both"},"when":"both"},{"text":{"de":"Sie jagen und sammeln wenig.","en":"You hunt and gather little."},"title":{"de":"Wenig von beidem","en":"Little of either"},"when":"neither"},{"text":{"de":"Sie jagen und sammeln etwa gleich viel.","en":"You hunt and gather about equally."},"title":{"de":"Gemischt","en":"Mixed"},"when":"mixed"},{"text":{"de":"Ihre Antworten lassen noch keine Einordnung zu.","en":"Your answers do not yet allow a placement."},"title":{"de":"Offen","en":"Open"},"when":"undecided"}],"response_scales":{"frequency":{"options":[{"label":{"de":"nie","en":"never"},"value":1},{"label":{"de":"selten","en":"rarely"},"value":2},{"label":{"de":"gelegentlich","en":"occasionally"},"value":3},{"label":{"de":"oft","en":"often"},"value":4},{"label":{"de":"immer","en":"always"},"value":5}]}},"scales":{"gatherer":{"facets":["source","diversity"],"label":{"de":"Sammler","en":"Gatherer"}},"hunter":{"facets":["contacts","expertise"],"label":{"de":"Jäger","en":"Hunter"}}},"sections":[{"id":"networks","items":[{"ends_if_empty":{"de":"Dann gibt es nichts einzuschätzen.","en":"Then there is nothing to assess."},"id":"networks-used","kind":"choices","options":[{"label":{"de":"XING","en":"XING"},"value":"xing"},{"label":{"de":"LinkedIn","en":"LinkedIn"},"value":"linkedin"},{"label":{"de":"Mastodon","en":"Mastodon"},"value":"mastodon"}],"text":{"de":"Welche Netzwerke haben Sie in den letzten 4 Wochen genutzt?","en":"Which networks have you used in the last 4 weeks?"}}],"title":{"de":"Ihre Netzwerke","en":"Your networks"}},{"id":"last-four-weeks","items":[{"facet":"contacts","id":"searched-for-clients","text":{"de":"… habe ich gezielt Menschen gesucht, die meine Leistung brauchen könnten.","en":"… I looked specifically for people who might need my services."}},{"facet":"source","id":"looked-for-answers","text":{"de":"… habe ich dort nach einer Antwort auf eine Frage gesucht.","en":"… I looked there for an answer to a question."}},{"facet":"expertise","id":"answered-questions","text":{"de":"… habe ich eine Fachfrage aus meinem Gebiet beantwortet.","en":"… I answered a question from my field."}},{"facet":"diversity","id":"read-other-fields","text":{"de":"… habe ich Beiträge von außerhalb meines Fachgebiets gelesen.","en":"… I read posts from outside my field."}},{"facet":"contacts","id":"considered-the-field","text":{"de":"… habe ich vor einer Kontaktanfrage auf das Fachgebiet geachtet.","en":"… I considered the person''s field before sending a contact request."}},{"facet":"source","id":"followed-news","text":{"de":"… habe ich dort Neues aus der Branche erfahren.","en":"… I learned news of the trade there."}},{"facet":"expertise","id":"explained-work","text":{"de":"… habe ich etwas aus meiner Arbeit verständlich erklärt.","en":"… I explained something from my work in plain words."}},{"facet":"diversity","id":"read-other-views","text":{"de":"… habe ich eine fremde Sichtweise kennengelernt.","en":"… I came across an unfamiliar point of view."}},{"facet":"contacts","id":"left-contacts-to-chance","opposite":"searched-for-clients","reverse":true,"text":{"de":"… habe ich neue Kontakte dem Zufall überlassen.","en":"… I left new contacts to chance."}},{"facet":"source","id":"left-empty-handed","opposite":"looked-for-answers","reverse":true,"text":{"de":"… bin ich ohne neue Information wieder gegangen.","en":"… I left without any new information."}},{"facet":"expertise","id":"kept-knowledge-back","opposite":"answered-questions","reverse":true,"text":{"de":"… habe ich mein Fachwissen für mich behalten.","en":"… I kept my knowledge to myself."}},{"facet":"diversity","id":"stuck-to-topics","opposite":"read-other-fields","reverse":true,"text":{"de":"… bin ich bei den immer gleichen Themen geblieben.","en":"… I stuck to the same few topics."}},{"facet":"contacts","id":"chose-contacts-by-plan","text":{"de":"… habe ich Kontakte nach einem Plan ausgewählt.","en":"… I chose contacts by a plan."}},{"facet":"source","id":"found-a-resource","text":{"de":"… habe ich ein hilfreiches Nachschlagewerk entdeckt.","en":"… I discovered a helpful reference work."}},{"facet":"expertise","id":"shared-an-example","text":{"de":"… habe ich ein Beispiel aus meiner Praxis gezeigt.","en":"… I showed an example from my practice."}},{"facet":"diversity","id":"met-other-professions","text":{"de":"… habe ich mit Menschen aus anderen Berufen geschrieben.","en":"… I exchanged messages with people from other professions."}}],"response_scale":"frequency","stem":{"de":"Wenn ich in den letzten 4 Wochen in meinen Netzwerken war, …","en":"When I was on my networks in the last 4 weeks, …"},"title":{"de":"Die letzten vier Wochen","en":"The last four weeks"}},{"for_each":"networks-used","id":"each-network","items":[{"id":"days-used","kind":"number","maximum":28,"text":{"de":"An wie vielen Tagen haben Sie {option} genutzt?","en":"On how many days did you use {option}?"},"unit":{"de":"Tage","en":"days"}},{"id":"got-information","text":{"de":"Auf {option} habe ich nützliche Informationen gefunden.","en":"On {option} I found useful information."}},{"id":"offered-services","text":{"de":"Auf {option} habe ich meine Leistungen angeboten.","en":"On {option} I offered my services."}}],"response_scale":"frequency","show_if":{"answered":true,"item":"networks-used"},"title":{"de":"Jedes Netzwerk für sich","en":"Each network by itself"}},{"id":"plan","items":[{"help":{"de":"Eine Zeile genügt.","en":"One line is enough."},"id":"next-step","kind":"text","recall":true,"text":{"de":"Was möchten Sie bis zum nächsten Mal ausprobieren?","en":"What do you want to try until next time?"}}],"title":{"de":"Ihr Vorhaben","en":"Your plan"}}],"title":{"de":"Jäger oder Sammler, kurz","en":"Hunter or gatherer, short"},"version":"1.0.0"}');
CREATE INDEX assessment_by_questionnaire ON assessment (questionnaire);
CREATE INDEX assessment_by_finish ON assessment (finished_at);
COMMIT;
