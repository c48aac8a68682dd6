/**
 * The flow manager's use cases, and its needs of the outside.
 *
 * <p>{@code flow}, {@code activeflow} and {@code variable} hold the use cases, one class each;
 * {@code port} what they need, one interface each; {@code json} the published language; {@code
 * event} what the world is told, {@code publication} how.
 */
package io.flowmanager.application;
