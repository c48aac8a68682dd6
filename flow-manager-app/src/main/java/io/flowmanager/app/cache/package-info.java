/** Copies of activeflows in this process. */
package io.flowmanager.app.cache;
