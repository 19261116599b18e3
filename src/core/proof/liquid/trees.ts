import { Tokenizer, Value } from 'liquidjs';

import { liquid, operators } from '#core/flow/liquid/engine.ts';

import { type Expr, type Piece, templateTree, valueTree } from './tree.ts';

const MARK = '{';

/** Templates and conditions as trees; each is read once. */
export class Trees {
  private readonly templates = new Map<string, readonly Piece[]>();
  private readonly conditions = new Map<string, Expr>();

  /** Whether there is anything in a text but the text. */
  static isPlain(text: string): boolean {
    return !text.includes(MARK);
  }

  template(text: string): readonly Piece[] {
    const known = this.templates.get(text);
    if (known !== undefined) return known;

    const made = templateTree(text);
    this.templates.set(text, made);
    return made;
  }

  condition(text: string): Expr {
    const known = this.conditions.get(text);
    if (known !== undefined) return known;

    const reader = new Tokenizer(text, operators, undefined, undefined, true);
    const made = valueTree(new Value(reader.readFilteredValue(), liquid));
    this.conditions.set(text, made);
    return made;
  }
}
