/**
 * The things that performing an action says are to happen, as values. Whoever interprets them makes
 * it happen.
 */
@NullMarked
package io.flowmanager.domain.step;

import org.jspecify.annotations.NullMarked;
