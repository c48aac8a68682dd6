/** What a flow looks like, in a form that editors and validators read. */
package io.flowmanager.authoring.schema;
