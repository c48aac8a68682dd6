/** A flow tried out before a caller does: all they can do, and where it leads. */
package io.flowmanager.authoring.explore;
