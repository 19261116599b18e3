import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';

import { Public } from './frame/policies.ts';

/** The API's description; made once, when somebody first asks for it. */
export class ApiDocument {
  private made: OpenAPIObject | undefined;

  /** Set by the composition root, which has the application that it is read off. */
  make: () => OpenAPIObject = () => {
    throw new Error('the API is not served by this process');
  };

  read(): OpenAPIObject {
    this.made ??= this.make();
    return this.made;
  }
}

@Controller('api')
@ApiExcludeController()
export class OpenapiController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @Public('it describes routes and holds no data')
  @Header('Cache-Control', 'public, max-age=60')
  read(): OpenAPIObject {
    return this.document.read();
  }
}
