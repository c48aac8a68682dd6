/** A flow looked at before a caller meets it: all that is wrong with it, at once. */
@NullMarked
package io.flowmanager.authoring.check;

import org.jspecify.annotations.NullMarked;
