-- What was asked for whom: a step's question, or an agent's at the desk.
ALTER TABLE "ai_question" ADD COLUMN     "asked_by" TEXT,
ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'step';

-- An agent's tokens of a day; steps' questions, by far the most, cost nothing here.
CREATE INDEX ai_question_asked_by ON ai_question (asked_by, at) WHERE asked_by IS NOT NULL;
