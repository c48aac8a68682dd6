/**
 * The ways through a flow, as its types declare them: a graph of its actions, before one runs.
 * Checks, explorations and drawings read the same one.
 */
@NullMarked
package io.flowmanager.authoring.graph;

import org.jspecify.annotations.NullMarked;
