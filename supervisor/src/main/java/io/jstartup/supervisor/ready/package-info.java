/** Says when an instance that was started counts as ready, whether one that runs goes on well, and lets it be seen leaving. */
package io.jstartup.supervisor.ready;
