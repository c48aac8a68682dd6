/**
 * Messages that come again because whoever had them went away: found out and set aside where they
 * are what ends processes.
 */
package io.flowmanager.application.redelivery;
