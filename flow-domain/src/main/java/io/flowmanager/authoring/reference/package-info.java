/** The catalog as people read it: a page, and a text for a terminal. */
@NullMarked
package io.flowmanager.authoring.reference;

import org.jspecify.annotations.NullMarked;
