/**
 * Copies of flows and activeflows that all processes share, in Redis.
 *
 * <p>Nothing in it is needed: the store has it all. Where Redis does not answer, the caches are
 * empty, nobody waits, and it is tried again in the background until it is back.
 */
package io.flowmanager.redis;
