/**
 * What performing an action says is to happen, as values. Whoever interprets them makes it happen.
 */
package io.flowmanager.domain.step;
