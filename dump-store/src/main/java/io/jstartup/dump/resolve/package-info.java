/** From what was asked for, to an app that is complete and depends on nothing of its caller any more. */
package io.jstartup.dump.resolve;
