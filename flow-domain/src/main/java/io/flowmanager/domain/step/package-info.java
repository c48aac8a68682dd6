/**
 * What performing an action says is to happen, as values. Whoever interprets them makes it happen.
 */
@NullMarked
package io.flowmanager.domain.step;

import org.jspecify.annotations.NullMarked;
