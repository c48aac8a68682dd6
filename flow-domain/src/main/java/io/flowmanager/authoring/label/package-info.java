/** Actions and the ways between them, in words for people: drawings and reports share them. */
@NullMarked
package io.flowmanager.authoring.label;

import org.jspecify.annotations.NullMarked;
