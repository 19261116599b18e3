import { type CompiledTemplate, compileTemplate } from '#core/flow/liquid/template.ts';
import type { Slot } from '#core/flow/model/slot.ts';
import { badAnswer, sampleAnswer } from '#core/flow/sample-answer.ts';

/** What chats are made of, made once: many chats go by the same questions. */
export class ChatWords {
  private readonly templates = new Map<string, CompiledTemplate>();
  private readonly answers = new Map<string, string>();
  private readonly badAnswers = new Map<string, string | undefined>();

  template(text: string): CompiledTemplate {
    const made = this.templates.get(text) ?? compileTemplate(text);
    this.templates.set(text, made);
    return made;
  }

  /** A text that the slot takes; `…` where none is known. */
  answer(slot: Slot, locale: string): string {
    const key = keyOf(slot, locale);
    const made = this.answers.get(key) ?? sampleAnswer(slot, locale) ?? '…';
    this.answers.set(key, made);
    return made;
  }

  badAnswer(slot: Slot, locale: string): string | undefined {
    const key = keyOf(slot, locale);
    if (!this.badAnswers.has(key)) this.badAnswers.set(key, badAnswer(slot, locale));
    return this.badAnswers.get(key);
  }
}

function keyOf(slot: Slot, locale: string): string {
  return `${locale} ${JSON.stringify(slot)}`;
}
