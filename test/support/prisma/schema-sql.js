/** Prints the SQL that makes an empty database what prisma/schema.prisma says. */
import { readFileSync } from 'node:fs';

import { sqlBetween } from '../../../prisma/schema-engine.js';

process.stdout.write(await sqlBetween(undefined, readFileSync('prisma/schema.prisma', 'utf8')));
