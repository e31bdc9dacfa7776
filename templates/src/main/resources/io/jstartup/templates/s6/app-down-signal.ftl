${signal}
