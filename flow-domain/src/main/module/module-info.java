/**
 * Call flows: what they are and how they run, and what helps to write them. Needs nothing but Java.
 *
 * <p>A flow is a list of {@linkplain io.flowmanager.domain.action actions}; the {@linkplain
 * io.flowmanager.domain.engine engine} steps an {@linkplain io.flowmanager.domain.activeflow
 * activeflow} through one. Below {@code authoring} is what looks at flows before a caller does.
 */
module io.flowmanager.domain {
  requires static org.jspecify;

  exports io.flowmanager.authoring.check;
  exports io.flowmanager.authoring.draw;
  exports io.flowmanager.authoring.explain;
  exports io.flowmanager.authoring.explore;
  exports io.flowmanager.authoring.graph;
  exports io.flowmanager.authoring.label;
  exports io.flowmanager.authoring.reference;
  exports io.flowmanager.authoring.rehearse;
  exports io.flowmanager.authoring.schema;
  exports io.flowmanager.domain.action;
  exports io.flowmanager.domain.activeflow;
  exports io.flowmanager.domain.catalog;
  exports io.flowmanager.domain.engine;
  exports io.flowmanager.domain.error;
  exports io.flowmanager.domain.flow;
  exports io.flowmanager.domain.id;
  exports io.flowmanager.domain.step;
  exports io.flowmanager.domain.type;
  exports io.flowmanager.domain.variable;
}
