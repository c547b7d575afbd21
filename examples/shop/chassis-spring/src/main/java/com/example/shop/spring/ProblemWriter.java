package com.example.shop.spring;

import com.example.shop.chassis.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes problems where no controller is at work. */
final class ProblemWriter {

    private ProblemWriter() {}

    static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        byte[] body = problem.body();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
