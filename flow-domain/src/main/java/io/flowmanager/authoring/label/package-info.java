/** Actions and the ways between them, in words for people: drawings and reports share them. */
package io.flowmanager.authoring.label;
