"""The longer SQL statements of the archive. Only TRASH lists assessments in the trash."""

DRAFTS = """
    SELECT assessment.id, questionnaire.id, questionnaire.title, assessment.language,
           assessment.started_at, coalesce(max(answered_at), assessment.started_at) AS active_at,
           count(answer.key), assessment.position
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
      LEFT JOIN answer ON answer.assessment = assessment.id
     WHERE finished_at IS NULL AND deleted_at IS NULL
     GROUP BY assessment.id
     ORDER BY active_at DESC, assessment.id
"""

RESULTS = """
    SELECT assessment.id, questionnaire.id, questionnaire.version, questionnaire.title,
           language, started_at, finished_at, note,
           axis, axis_se, axis_low95, axis_high95, intensity, placement, scoring_version
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE finished_at IS NOT NULL AND deleted_at IS NULL
       AND (:questionnaire IS NULL OR questionnaire.id = :questionnaire)
       AND (:after IS NULL
            OR EXISTS (SELECT 1 FROM assessment AS other
                        WHERE other.id = :after
                          AND (assessment.finished_at < other.finished_at
                               OR (assessment.finished_at = other.finished_at
                                   AND assessment.id > other.id))))
     ORDER BY finished_at DESC, assessment.id
     LIMIT :limit OFFSET :offset
"""

OUTDATED = """
    SELECT id FROM assessment
     WHERE finished_at IS NOT NULL AND deleted_at IS NULL AND scoring_version <> ?
     ORDER BY finished_at, id
"""

RESULT_COUNTS = """
    SELECT questionnaire.id, sum(finished)
      FROM questionnaire
      JOIN (SELECT questionnaire AS fingerprint, count(*) AS finished, max(finished_at) AS latest
              FROM assessment
             WHERE finished_at IS NOT NULL AND deleted_at IS NULL
             GROUP BY questionnaire)
     USING (fingerprint)
     GROUP BY questionnaire.id
     ORDER BY max(latest) DESC, questionnaire.id
"""

TRASH = """
    SELECT assessment.id, questionnaire.id, questionnaire.title, started_at, finished_at,
           deleted_at, (SELECT count(*) FROM answer WHERE assessment = assessment.id)
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE deleted_at IS NOT NULL
     ORDER BY deleted_at DESC, assessment.id
"""

WHOLE = """
    SELECT fingerprint, canonical, orders, earlier, language, started_at, finished_at, position,
           note, revision
      FROM assessment
      JOIN questionnaire ON questionnaire.fingerprint = assessment.questionnaire
     WHERE assessment.id = ? AND deleted_at IS NULL
"""

ANSWERS = """
    SELECT key, value, seconds, answered_at FROM answer WHERE assessment = ?
     ORDER BY answered_at, key
"""

ANSWERS_TO = """
    SELECT assessment, key, value FROM answer
     WHERE assessment IN (SELECT value FROM json_each(?))
       AND key IN (SELECT value FROM json_each(?))
"""

QUESTIONNAIRE = """
    INSERT INTO questionnaire (fingerprint, id, version, title, canonical)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING
"""

DRAFT = """
    INSERT INTO assessment (id, questionnaire, language, orders, earlier, started_at)
    VALUES (?, ?, ?, ?, ?, ?)
"""

ANSWER = """
    INSERT INTO answer (assessment, key, value, seconds, answered_at) VALUES (?, ?, ?, ?, ?)
"""

SUMMARY = """
    UPDATE assessment
       SET axis = ?, axis_se = ?, axis_low95 = ?, axis_high95 = ?, intensity = ?, placement = ?,
           scoring_version = ?
"""

DELETE_TRASH = "DELETE FROM assessment WHERE deleted_at IS NOT NULL"

DELETE_UNUSED = """
    DELETE FROM questionnaire WHERE fingerprint NOT IN (SELECT questionnaire FROM assessment)
"""
