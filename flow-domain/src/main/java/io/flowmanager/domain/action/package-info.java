/** An action as it is stored: its id, its type's name and its options, not yet read. */
package io.flowmanager.domain.action;
