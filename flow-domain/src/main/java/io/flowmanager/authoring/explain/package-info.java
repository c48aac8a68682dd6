/**
 * The way that an activeflow took, and why, as far as what is stored of it tells. Kept for this
 * alone is a {@link io.flowmanager.domain.activeflow.Note} with each step.
 */
@NullMarked
package io.flowmanager.authoring.explain;

import org.jspecify.annotations.NullMarked;
