import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';

import { faultsOf } from '#config/faults.ts';

import { NotAsAgreed } from './access-errors.ts';

/** The reader passes them over in silence; nobody sends them who means well. */
const NEVER = ['__proto__', 'constructor', 'prototype'];
const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/**
 * Reads every body and query as the class that the handler declares for it: all faults at once,
 * keys that it does not declare among them.
 *
 * @throws NotAsAgreed
 */
@Injectable()
export class ExactPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || metatype === undefined || PLAIN.includes(metatype)) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const message = 'must be an object, sent as Content-Type: application/json';
      throw new NotAsAgreed([{ at: type, message }]);
    }
    const hostile = NEVER.filter((name) => Object.hasOwn(value, name));
    if (hostile.length > 0) {
      throw new NotAsAgreed(
        hostile.map((at) => ({ at, message: `property ${at} should not exist` })),
      );
    }
    // Express gives a query without a prototype, which the reader cannot walk; null means unset.
    const given = Object.entries(value).filter(([, one]) => one !== null);
    const read = plainToInstance(metatype as new () => object, Object.fromEntries(given));
    const errors = await validate(read, { whitelist: true, forbidNonWhitelisted: true });
    if (errors.length > 0) throw new NotAsAgreed(faultsOf(errors));
    return read;
  }
}
