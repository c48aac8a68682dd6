/**
 * The domain as JSON and back; the only place that knows a JSON library.
 *
 * <p>The wire's habits, once: names in snake_case; an absent id is all zeros, never left out;
 * {@code tm_*} is RFC 3339 in UTC with up to six digits after the second, or null; what is not
 * known is ignored when read.
 *
 * <p>Classes are functions without state, but for three caches that the whole process shares:
 * {@link ActionsJsonCache}, {@link StepsJsonCache} and {@link ActionsInterner}.
 */
package io.flowmanager.application.json;
