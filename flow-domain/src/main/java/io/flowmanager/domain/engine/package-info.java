/**
 * The engine that moves an activeflow on: advance, perform, hand over, as turns between it and its
 * surroundings.
 */
@NullMarked
package io.flowmanager.domain.engine;

import org.jspecify.annotations.NullMarked;
