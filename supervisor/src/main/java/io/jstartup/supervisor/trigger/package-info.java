/** What restarts an app that runs: the memory it uses, and the time. Each wakes the supervisor only while an app asks for it. */
package io.jstartup.supervisor.trigger;
