/**
 * Flows, and how they run. Nothing in here knows the time, makes up an id, or talks to anyone: what
 * is to happen is said in values, and whoever embeds this makes it happen.
 *
 * <p>Packages depend one way: {@code error}, {@code id} ← {@code action} ← {@code variable} ←
 * {@code flow}, {@code activeflow} ← {@code step} ← {@code catalog} ← {@code engine}. For those who
 * write flows there is {@code io.flowmanager.authoring}, which knows this root; this one knows
 * nothing of it.
 */
@NullMarked
package io.flowmanager.domain;

import org.jspecify.annotations.NullMarked;
