/** What can be done with activeflows. */
package io.flowmanager.application.activeflow;
