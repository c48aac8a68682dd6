/**
 * How an activeflow is moved on: advance, perform, hand over, as turns between it and its
 * surroundings.
 */
package io.flowmanager.domain.engine;
