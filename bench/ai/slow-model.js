import { StandInModel } from '../../dist/adapters/ai/stand-in/stand-in-model.js';
import { ADVICE } from './advice.js';

/** The stand-in model in a process of its own; tells over IPC how many questions it has under way. */
const afterMs = Number(process.argv[2]);
let answered = 0;
const standIn = await StandInModel.start({
  afterMs,
  answer: () => {
    answered += 1;
    return JSON.stringify({ text: ADVICE, handoff: false });
  },
});
process.on('message', () => process.send({ asked: standIn.asked, answered }));
process.on('disconnect', () => process.exit());
process.stdout.write(`listening on ${standIn.url}\n`);
