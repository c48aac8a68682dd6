/**
 * What a flow is and how it runs. Nothing in here knows the time, makes up an id, or talks to
 * anyone: what is to happen is said in values, and whoever embeds this makes it happen.
 *
 * <p>Packages depend one way: {@code error}, {@code id} ← {@code action} ← {@code variable} ←
 * {@code flow}, {@code activeflow} ← {@code step} ← {@code catalog} ← {@code engine}. Of the
 * catalog are made {@code check}, {@code schema} and {@code reference}; on top of the engine, for
 * whoever writes flows: {@code wording} ← {@code drawing}, {@code rehearsal}, and {@code
 * exploration}.
 */
package io.flowmanager.domain;
