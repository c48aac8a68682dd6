/** What the JSON looks like, to the letter, and that nothing gets lost on the way. */
package io.flowmanager.application.json;
