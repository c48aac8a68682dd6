/** The shape of a flow, in a form that editors and validators read. */
@NullMarked
package io.flowmanager.authoring.schema;

import org.jspecify.annotations.NullMarked;
