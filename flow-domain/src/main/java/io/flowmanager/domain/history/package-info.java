/**
 * The way that an activeflow took, and why, as far as what is stored of it tells: nothing is kept
 * for this alone.
 */
package io.flowmanager.domain.history;
