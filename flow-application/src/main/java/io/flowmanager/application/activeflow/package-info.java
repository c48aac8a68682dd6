/** Use cases with activeflows. */
package io.flowmanager.application.activeflow;
