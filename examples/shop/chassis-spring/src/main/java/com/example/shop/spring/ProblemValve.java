package com.example.shop.spring;

import com.example.shop.chassis.problem.Problem;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** What Tomcat itself refuses (a malformed target, say) is answered as a problem too. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.write(
                    response,
                    status == 400 ? Problem.badRequest("The request is malformed.") : Problem.other(status, "Refused"));
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("the client went away", e);
        }
    }
}
