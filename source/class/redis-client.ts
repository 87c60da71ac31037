/** The client of the engine, in a file of its own: it is loaded only where somebody joins a class. */
export { createClient } from '@redis/client';
