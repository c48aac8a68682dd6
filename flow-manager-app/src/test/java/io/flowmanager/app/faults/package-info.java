/**
 * Many calls, each with a way that is known, while daemons are killed and servers restarted: what
 * came of them is counted.
 */
package io.flowmanager.app.faults;
