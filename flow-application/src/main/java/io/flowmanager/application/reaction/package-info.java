/** What happens here when something happened elsewhere. */
package io.flowmanager.application.reaction;
