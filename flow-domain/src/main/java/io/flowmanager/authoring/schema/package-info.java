/** What a flow looks like, in a form that editors and validators read. */
@NullMarked
package io.flowmanager.authoring.schema;

import org.jspecify.annotations.NullMarked;
