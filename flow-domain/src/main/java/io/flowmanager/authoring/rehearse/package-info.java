/**
 * Flows played from beginning to end without a telephone, a server or a clock: a script says what
 * the caller does and what the other services answer, and the performance says what came of it.
 *
 * <pre>{@code
 * Rehearsal.of(actions).dials("9").dials("2").play()
 *     .expectPath("answer", "talk", "digits_receive", "branch", "goto",
 *         "talk", "digits_receive", "branch", "play", "hangup")
 *     .expectEnd(End.HUNG_UP);
 * }</pre>
 */
@NullMarked
package io.flowmanager.authoring.rehearse;

import org.jspecify.annotations.NullMarked;
