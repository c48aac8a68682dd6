/** A flow looked at before a caller meets it: all that is wrong with it, at once. */
package io.flowmanager.authoring.check;
