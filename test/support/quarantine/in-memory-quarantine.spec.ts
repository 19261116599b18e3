import { InMemoryQuarantine } from './in-memory-quarantine.ts';
import { keepsAQuarantine } from './quarantine-store.contract.ts';

keepsAQuarantine(() => new InMemoryQuarantine());
