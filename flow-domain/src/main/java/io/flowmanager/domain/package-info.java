/**
 * What a flow is and how it runs. Nothing in here knows the time, makes up an id, or talks to
 * anyone: what is to happen is said in values, and whoever embeds this makes it happen.
 *
 * <p>Packages depend one way: {@code error}, {@code id} ← {@code action} ← {@code variable} ←
 * {@code flow}, {@code activeflow} ← {@code step} ← {@code catalog} ← {@code engine}. On top of
 * them, for whoever writes flows: {@code wording} ← {@code drawing}, {@code rehearsal}.
 */
package io.flowmanager.domain;
