-- What was before people in a conversation that was merged goes on in the other one: the sweep looks for it.
CREATE INDEX handoff_merged ON handoff (ended_at) WHERE ended_how = 'merged';
