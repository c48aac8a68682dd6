/** Reactions to what happened elsewhere. */
package io.flowmanager.application.reaction;
