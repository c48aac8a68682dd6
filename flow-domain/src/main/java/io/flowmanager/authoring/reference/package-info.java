/** The catalog as people read it: a page, and a text for a terminal. */
package io.flowmanager.authoring.reference;
