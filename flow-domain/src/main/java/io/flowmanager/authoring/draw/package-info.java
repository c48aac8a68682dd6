/**
 * Pictures of a flow: as SVG, and as text for Mermaid and Graphviz. All of them show the same
 * nodes, and all can mark the way that an activeflow took.
 *
 * <p>Ids are not shown; in an SVG they are there for whoever points at a node.
 */
@NullMarked
package io.flowmanager.authoring.draw;

import org.jspecify.annotations.NullMarked;
