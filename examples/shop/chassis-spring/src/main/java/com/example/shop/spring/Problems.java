package com.example.shop.spring;

import com.example.shop.chassis.database.DatabaseUnavailable;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.problem.ProblemException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Makes a problem of whatever goes wrong, wherever it does. */
@Controller
@ControllerAdvice
class Problems implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    void problem(ProblemException e, HttpServletResponse response) throws IOException {
        ProblemWriter.write(response, e.problem());
    }

    @ExceptionHandler
    void away(DatabaseUnavailable e, HttpServletResponse response) throws IOException {
        LOG.warn("{}", e.getMessage());
        ProblemWriter.write(response, Problem.unavailable());
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void nothingHere(HttpServletResponse response) throws IOException {
        ProblemWriter.write(response, Problem.notFound("Nothing is here."));
    }

    @ExceptionHandler
    void notAllowed(HttpRequestMethodNotSupportedException e, HttpServletResponse response) throws IOException {
        TreeSet<String> allowed = new TreeSet<>();
        if (e.getSupportedHttpMethods() != null) {
            e.getSupportedHttpMethods().stream().map(HttpMethod::name).forEach(allowed::add);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        ProblemWriter.write(response, Problem.methodNotAllowed(String.join(", ", allowed)));
    }

    @ExceptionHandler
    void unexpected(Exception e, HttpServletResponse response) throws IOException {
        LOG.error("unexpected", e);
        ProblemWriter.write(response, Problem.internal());
    }

    /** What the container or a filter refused before any controller saw it. */
    @RequestMapping("/error")
    void refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        ProblemWriter.write(response, status == 500 ? Problem.internal() : Problem.other(status, title));
    }
}
